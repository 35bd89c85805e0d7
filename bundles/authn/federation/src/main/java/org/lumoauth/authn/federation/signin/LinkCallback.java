package org.lumoauth.authn.federation.signin;

/**
 * What came back from a provider to somebody's account.
 *
 * @param owner who left
 * @param answer what the browser brought
 */
public record LinkCallback(LinkingSession owner, ProviderCallback answer) {
  @Override
  public String toString() {
    return "Brought[" + answer + "]";
  }
}
