/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys;

import java.util.List;
import org.lumoauth.platform.keys.entity.DataKeyEntity;
import org.lumoauth.platform.keys.entity.EncryptionKeyEntity;
import org.lumoauth.platform.keys.entity.MasterKeyCheckEntity;
import org.lumoauth.platform.keys.entity.SigningKeyEntity;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens the bundle's persistence unit for all of its stores. */
@Component(service = KeysPersistenceUnit.class)
public final class KeysPersistenceUnit {

  /** The definition of the persistence unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "platform-keys",
          KeysPersistenceUnit.class,
          List.of(
              MasterKeyCheckEntity.class,
              DataKeyEntity.class,
              SigningKeyEntity.class,
              EncryptionKeyEntity.class),
          "db/platform-keys.xml");

  private final PersistenceUnit unit;

  @Activate
  public KeysPersistenceUnit(@Reference PersistenceUnitFactory units) {
    this(units.open(DEFINITION));
  }

  KeysPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Rejects new work. Work in flight completes. */
  @Deactivate
  void close() {
    unit.close();
  }

  /** Returns the open unit. */
  public PersistenceUnit get() {
    return unit;
  }
}
