/** Our own documents: what a caller who has not signed in may run, word for word. */
export const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignedIn { displayName token expiresAt mustChangePassword }
    ... on Problem { code message }
  }
}`;

export const SUBMIT_OPINION = `mutation SubmitOpinion($input: SubmitOpinionInput!) {
  submitOpinion(input: $input) {
    __typename
    ... on OpinionReceived { receiptCode printed repeated }
    ... on Problem { code message }
  }
}`;

export const WITHDRAW_OPINION = `mutation WithdrawOpinion($input: WithdrawOpinionInput!) {
  withdrawOpinion(input: $input) {
    __typename
    ... on OpinionWithdrawal { outcome }
    ... on Problem { code message }
  }
}`;

export const ownDocuments: readonly string[] = [SIGN_IN, SUBMIT_OPINION, WITHDRAW_OPINION];
