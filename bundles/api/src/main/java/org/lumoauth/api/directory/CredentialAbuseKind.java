/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

/**
 * The way in which a credential of a subject was misused, which the legitimate subject would not
 * do.
 */
public enum CredentialAbuseKind {
  /** The required proof of possession of the bound key was missing or invalid. */
  PROOF_FAILED,
  /**
   * A {@link org.lumoauth.api.authn.CallerAdmissionRule} rejected the request, for example because
   * of its address.
   */
  RULE_BROKEN
}
