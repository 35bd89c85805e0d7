/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.authn.IssuedApiKey;
import org.lumoauth.api.authn.TenantApiKeyService;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** Tenancy on a real database with neighbours that a test can take away or let fail. */
public final class TenancyFixture {
  public final FakeAuditLog audit = new FakeAuditLog();
  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final FakeUserDirectory users = new FakeUserDirectory();
  final List<String> assigned = new ArrayList<>();
  final Keys keys = new Keys();
  final Rows rows = new Rows();
  final Neighbours neighbours = new Neighbours();
  final TenantStore store;
  final CachingTenantRegistry registry;
  public final DefaultTenantAdminService admin;

  public TenancyFixture(TestDatabase database) {
    this.store = new TenantStore(database.open(TenantStore.UNIT));
    this.registry = new CachingTenantRegistry(store, () -> "https://id.example.com");
    this.admin =
        new DefaultTenantAdminService(
            store, registry, neighbours, new FakeIdGenerator(), audit, events);
    events.addListener(registry);
  }

  /** Makes keys and remembers whose. */
  static final class Keys implements TenantApiKeyService {
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
  static final class Rows implements TenantDataEraser {
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
  final class Neighbours extends TenancyServiceLookup {
    boolean withoutDirectory;
    boolean withoutKeys;

    Neighbours() {
      super(null); // everybody is given here
    }

    @Override
    TenantApiKeyService apiKeys() {
      if (withoutKeys) {
        throw ApiException.moduleUnavailable("platform-apikeys");
      }
      return keys;
    }

    @Override
    UserDirectory users() {
      if (withoutDirectory) {
        throw ApiException.moduleUnavailable("platform-directory");
      }
      return users;
    }

    @Override
    RoleAssignmentService roles() {
      return new RecordingRoleService(assigned);
    }

    @Override
    List<TenantDataEraser> owners() {
      return List.of(rows);
    }
  }

  static RoleRef role(String slug) {
    return new RoleRef("rol_" + slug, slug, slug);
  }
}
