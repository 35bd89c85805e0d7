/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

/**
 * The callback of a link request.
 *
 * @param owner the session that started it
 * @param answer the callback of the browser
 */
public record IdentityLinkCallback(IdentityLinkSession owner, ProviderCallback answer) {
  @Override
  public String toString() {
    return "Brought[" + answer + "]";
  }
}
