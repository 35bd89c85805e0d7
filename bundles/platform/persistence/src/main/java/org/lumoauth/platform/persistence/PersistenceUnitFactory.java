/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import org.osgi.annotation.versioning.ProviderType;

/** Opens persistence units on the server's data source. */
@ProviderType
public interface PersistenceUnitFactory {

  /**
   * Migrates the unit's schema under a lock and opens the unit. Units of two versions of a bundle
   * may be open at the same time.
   *
   * @throws IllegalStateException with a message for the operator if an applied migration has
   *     changed or a migration could not be applied
   */
  PersistenceUnit open(PersistenceUnitDefinition definition);
}
