/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A validated change of a provider. Several changes are written atomically and published
 * afterwards.
 */
public sealed interface PreparedProviderChange
    permits PreparedProviderCreation, PreparedProviderReplacement {

  /**
   * Writes the change.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code conflict} after a concurrent change
   */
  void write(Connection connection) throws SQLException;

  /**
   * Publishes the written change.
   *
   * @return the provider after the change
   */
  SocialProvider publish();
}
