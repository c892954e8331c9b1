export const modelName: string;
export const modelPath: string;
