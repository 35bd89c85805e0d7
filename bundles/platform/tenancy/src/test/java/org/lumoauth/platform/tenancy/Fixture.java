package org.lumoauth.platform.tenancy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.authn.ApiKeys;
import org.lumoauth.api.authn.IssuedApiKey;
import org.lumoauth.api.authz.RoleAssignments;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** Tenancy on a real database with neighbours that a test can take away or let fail. */
public final class Fixture {
  public final FakeAuditLog audit = new FakeAuditLog();
  final FakeDomainEvents events = new FakeDomainEvents();
  final FakeUserDirectory users = new FakeUserDirectory();
  final List<String> assigned = new ArrayList<>();
  final Keys keys = new Keys();
  final Rows rows = new Rows();
  final Neighbours neighbours = new Neighbours();
  final TenantStore store;
  final InMemoryTenantRegistry registry;
  public final TenantAdministration admin;

  public Fixture(TestDatabase database) {
    this.store = new TenantStore(database.open(TenantStore.UNIT));
    this.registry = new InMemoryTenantRegistry(store, () -> "https://id.example.com");
    this.admin =
        new TenantAdministration(store, registry, neighbours, new FakeIdentifiers(), audit, events);
    events.tell(registry);
  }

  /** Makes keys and remembers whose. */
  static final class Keys implements ApiKeys {
    final List<String> tenants = new ArrayList<>();
    final Set<String> scopes = new HashSet<>();
    boolean broken;

    @Override
    public IssuedApiKey issue(TenantContext tenant, String name, Set<String> wanted) {
      if (broken) {
        throw new IllegalStateException("no key today");
      }
      tenants.add(tenant.id());
      scopes.addAll(wanted);
      return new IssuedApiKey("key_" + tenants.size(), "lmk_of_" + tenant.slug());
    }

    @Override
    public void revoke(TenantContext tenant, String keyId) {
      throw new UnsupportedOperationException();
    }
  }

  /** Remembers which tenants were erased. */
  static final class Rows implements TenantDataOwner {
    final List<String> erased = new ArrayList<>();
    boolean broken;

    @Override
    public void erase(String tenantId) {
      if (broken) {
        throw new IllegalStateException("disk on fire");
      }
      erased.add(tenantId);
    }
  }

  /** Neighbours as a test wants them. */
  final class Neighbours extends TenancyNeighbours {
    boolean withoutDirectory;
    boolean withoutKeys;

    Neighbours() {
      super(null); // everybody is given here
    }

    @Override
    ApiKeys apiKeys() {
      if (withoutKeys) {
        throw Problem.moduleUnavailable("platform-apikeys");
      }
      return keys;
    }

    @Override
    UserDirectory users() {
      if (withoutDirectory) {
        throw Problem.moduleUnavailable("platform-directory");
      }
      return users;
    }

    @Override
    RoleAssignments roles() {
      return new RecordingRoles(assigned);
    }

    @Override
    List<TenantDataOwner> owners() {
      return List.of(rows);
    }
  }

  static RoleRef role(String slug) {
    return new RoleRef("rol_" + slug, slug, slug);
  }
}
