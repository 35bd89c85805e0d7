package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeTenantAdmin;

class TenantNamesTest {
  private final TenantContext tenant = Builders.aTenant().build();
  private final FakeTenantAdmin operator = new FakeTenantAdmin("Acme");
  private final TenantNames names = new TenantNames(operator);

  @Test
  void isTheSlugWhileNobodyCanBeAsked() {
    assertEquals(tenant.slug(), new TenantNames().of(tenant));
  }

  @Test
  void isTheSlugOfATenantThatIsGone() {
    operator.remove();

    assertEquals(tenant.slug(), names.of(tenant));
  }

  @Test
  void asksOnce() {
    names.of(tenant);
    names.of(tenant);

    assertEquals(1, operator.asked());
  }

  @Test
  void isTheNewNameAfterAChange() {
    names.of(tenant);
    operator.rename("Acme & Sons");
    names.on(new DomainEvent("tenant.changed", tenant.id(), tenant.slug()));

    assertEquals("Acme & Sons", names.of(tenant));
  }
}
