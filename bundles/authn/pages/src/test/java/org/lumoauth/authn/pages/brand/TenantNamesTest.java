package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.CreatedTenant;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdmin;
import org.lumoauth.api.tenant.TenantChange;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.testkit.builder.Builders;

class TenantNamesTest {
  private final TenantContext tenant = Builders.aTenant().build();
  private final Operator operator = new Operator();
  private final TenantNames names = new TenantNames(operator);

  @Test
  void isTheSlugWhileNobodyCanBeAsked() {
    assertEquals(tenant.slug(), new TenantNames().of(tenant));
  }

  @Test
  void isTheSlugOfATenantThatIsGone() {
    operator.name = null;

    assertEquals(tenant.slug(), names.of(tenant));
  }

  @Test
  void asksOnce() {
    names.of(tenant);
    names.of(tenant);

    assertEquals(1, operator.asked);
  }

  @Test
  void isTheNewNameAfterAChange() {
    names.of(tenant);
    operator.name = "Acme & Sons";
    names.on(new DomainEvent("tenant.changed", tenant.id(), tenant.slug()));

    assertEquals("Acme & Sons", names.of(tenant));
  }

  private static final class Operator implements TenantAdmin {
    private String name = "Acme";
    private int asked;

    @Override
    public Optional<Tenant> find(String slug) {
      asked++;
      return Optional.ofNullable(name)
          .map(
              text ->
                  new Tenant(
                      "ten_1", slug, text, TenantStatus.ACTIVE, "", Instant.EPOCH, Instant.EPOCH));
    }

    @Override
    public CreatedTenant create(NewTenant tenant) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Page<Tenant> list(PageRequest page) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tenant change(String slug, TenantChange change) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String slug) {
      throw new UnsupportedOperationException();
    }
  }
}
