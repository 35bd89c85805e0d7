package org.lumoauth.platform.persistence;

import org.osgi.annotation.versioning.ProviderType;

/** Opens persistence units on the server's data source. */
@ProviderType
public interface PersistenceUnits {

  /**
   * Migrates the unit's schema under a lock and opens the unit. Units of two versions of one bundle
   * may be open at once.
   *
   * @throws IllegalStateException with a message for the operator if a migration that was applied
   *     before has changed since, or could not be applied
   */
  PersistenceUnit open(PersistenceUnitDefinition definition);
}
