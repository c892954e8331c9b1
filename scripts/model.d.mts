export const modelName: string;
export const modelPath: string;
export const lineModelName: string;
export const lineModelPath: string;
