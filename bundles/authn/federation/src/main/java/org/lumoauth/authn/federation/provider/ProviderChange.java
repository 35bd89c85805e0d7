package org.lumoauth.authn.federation.provider;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A change of a provider that was checked: written with others that belong to it, all of them or
 * none, and told when that is done.
 */
public sealed interface ProviderChange permits ProviderCreation, ProviderReplacement {

  /**
   * Writes it.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code conflict} if somebody was faster
   */
  void write(Connection connection) throws SQLException;

  /**
   * Tells that it is done.
   *
   * @return the provider as it is now
   */
  SocialProvider publish();
}
