package org.lumoauth.api.directory;

/** How a credential of a subject was shown, where whoever holds it rightly would not show it so. */
public enum CredentialAbuse {
  /** Without a proof of the key that it is bound to, or with one that does not hold. */
  PROOF_FAILED,
  /** By a request that a {@link org.lumoauth.api.authn.CallerRule} refuses, as from elsewhere. */
  RULE_BROKEN
}
