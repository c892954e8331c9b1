// What a consumer's compiler must accept of the element in JSX, and what it must not. Never run.
import type { AnswerDetail } from "emnist-edge/element";
import { useRef } from "react";

export function TypedField() {
  const pad = useRef<HTMLElementTagNameMap["emnist-pad"]>(null);
  return (
    <>
      <emnist-pad
        ref={pad}
        name="code"
        length={6}
        alphabet="0-9"
        required
        readOnly={false}
        minlength={4}
        sure-only
        form="door"
        onanswer={({ detail }: CustomEvent<AnswerDetail>) => detail.answer.sure}
        onchange={() => pad.current?.value}
        oncomplete={({ target }) => target.form?.requestSubmit()}
      />
      {/* @ts-expect-error: a length is a number */}
      <emnist-pad length="6" />
    </>
  );
}
