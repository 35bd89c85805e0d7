/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import java.util.List;
import org.lumoauth.platform.directory.entity.DirectoryRowKey;
import org.lumoauth.platform.directory.entity.GroupRow;
import org.lumoauth.platform.directory.entity.MembershipKey;
import org.lumoauth.platform.directory.entity.MembershipRow;
import org.lumoauth.platform.directory.entity.UserRow;
import org.lumoauth.platform.directory.group.GroupMembershipStore;
import org.lumoauth.platform.directory.group.GroupNestingStore;
import org.lumoauth.platform.directory.group.GroupStore;
import org.lumoauth.platform.directory.user.EmailIndexMigration;
import org.lumoauth.platform.directory.user.UserStore;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens the directory's persistence unit and provides its stores. */
@Component(service = DirectoryPersistenceUnit.class)
public final class DirectoryPersistenceUnit {

  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "platform-directory",
          DirectoryPersistenceUnit.class,
          List.of(
              DirectoryRowKey.class,
              UserRow.class,
              GroupRow.class,
              MembershipKey.class,
              MembershipRow.class),
          "db/platform-directory.xml");

  private final PersistenceUnit unit;
  private final EmailIndexMigration repair;

  @Activate
  public DirectoryPersistenceUnit(@Reference PersistenceUnitFactory units) {
    this.unit = units.open(DEFINITION);
    this.repair = new EmailIndexMigration(unit);
    repair.start();
  }

  @Deactivate
  void close() {
    repair.end();
    unit.close();
  }

  public PersistenceUnit get() {
    return unit;
  }

  public UserStore users() {
    return new UserStore(unit);
  }

  public GroupStore groups() {
    return new GroupStore(unit);
  }

  public GroupMembershipStore memberships() {
    return new GroupMembershipStore(unit);
  }

  public GroupNestingStore nestings() {
    return new GroupNestingStore(unit);
  }
}
