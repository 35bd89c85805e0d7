package org.lumoauth.platform.directory;

import java.util.List;
import org.lumoauth.platform.directory.entity.GroupRow;
import org.lumoauth.platform.directory.entity.MembershipKey;
import org.lumoauth.platform.directory.entity.MembershipRow;
import org.lumoauth.platform.directory.entity.RowKey;
import org.lumoauth.platform.directory.entity.UserRow;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the directory's one persistence unit open and brings its stores. */
@Component(service = DirectoryUnit.class)
public final class DirectoryUnit {

  static final UnitDefinition DEFINITION =
      new UnitDefinition(
          "platform-directory",
          DirectoryUnit.class,
          List.of(
              RowKey.class,
              UserRow.class,
              GroupRow.class,
              MembershipKey.class,
              MembershipRow.class),
          "db/platform-directory.xml");

  private final PersistenceUnit unit;
  private final AddressRepair repair;

  @Activate
  public DirectoryUnit(@Reference PersistenceUnits units) {
    this.unit = units.open(DEFINITION);
    this.repair = new AddressRepair(unit);
    repair.start();
  }

  @Deactivate
  void close() {
    repair.end();
    unit.close();
  }

  PersistenceUnit get() {
    return unit;
  }

  UserStore users() {
    return new UserStore(unit);
  }

  GroupStore groups() {
    return new GroupStore(unit);
  }

  MembershipStore memberships() {
    return new MembershipStore(unit);
  }

  NestingStore nestings() {
    return new NestingStore(unit);
  }
}
