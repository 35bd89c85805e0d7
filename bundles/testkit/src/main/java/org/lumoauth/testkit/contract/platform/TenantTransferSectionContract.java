/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.TestBuilders;

/** The contract of every {@link TenantTransferSection}, called as by an export and an import. */
public abstract class TenantTransferSectionContract {

  private int tenants;

  /** Returns the provider under test. Each test uses its own tenants. */
  protected abstract TenantTransferSection section();

  /**
   * Returns exported items with all possible members, in an order in which they can be imported; if
   * a tenant can have several, at least two and not in the order of their keys.
   */
  protected abstract List<Map<String, Object>> items();

  /**
   * Returns the first of {@link #items} with other values in as many mutable members as possible;
   * members that are replaced as a whole have other members.
   */
  protected abstract Map<String, Object> changed();

  /**
   * Creates for a tenant the objects that the items reference: the same names each time, with other
   * identifiers.
   */
  protected void prepare(TenantContext tenant) {}

  /** Stores secrets with the items of a tenant and returns them; empty if the module has none. */
  protected Set<String> secrets(TenantContext tenant) {
    return Set.of();
  }

  @Test
  void exportsNothingOfAnEmptyTenant() {
    assertEquals(List.of(), export(tenant()));
  }

  @Test
  void exportsImportedItemsInKeyOrder() {
    var tenant = imported();

    assertEquals(TransferSectionItems.byKey(items(), section().key()), export(tenant));
  }

  @Test
  void exportsItemsOneByOne() {
    var tenant = imported();
    var passed = new ArrayList<Map<String, Object>>();

    section().forEachItem(tenant, passed::add);

    assertEquals(export(tenant), TransferSectionItems.byKey(passed, section().key()));
  }

  @Test
  void importsItsOwnExportWithoutChange() {
    var tenant = imported();
    var before = export(tenant);

    before.forEach(item -> put(tenant, item));

    assertEquals(before, export(tenant));
  }

  @Test
  void importsExportIntoAnotherTenant() {
    var exported = export(imported());
    var tenant = tenant();

    TransferSectionItems.inOrderOf(items(), exported, section().key())
        .forEach(item -> put(tenant, item));

    assertEquals(exported, export(tenant));
  }

  @Test
  void changesOneItemAndKeepsTheOthers() {
    var tenant = imported();

    put(tenant, changed());

    var wanted = TransferSectionItems.replaced(items(), changed(), section().key());
    assertEquals(TransferSectionItems.byKey(wanted, section().key()), export(tenant));
  }

  @Test
  void doesNotChangeOtherTenants() {
    var empty = tenant();
    var full = imported();
    var before = export(full);

    put(imported(), changed());

    assertEquals(List.of(), export(empty));
    assertEquals(before, export(full));
  }

  @Test
  void checkChangesNothing() {
    var tenant = tenant();

    TransferSectionItems.of(items()).forEach(section()::check);

    assertEquals(List.of(), export(tenant));
  }

  @Test
  void doesNotModifyItemArgument() {
    var tenant = tenant();
    for (var item : items()) {
      var sent = TransferSectionItems.of(item);

      section().check(sent);
      section().put(tenant, sent, false, TenantTransferSectionHarness.SOMEBODY);

      assertEquals(TransferSectionItems.of(item), sent);
    }
  }

  @Test
  void rejectsUnknownMembers() {
    var item = TransferSectionItems.of(items().get(0));
    item.put("contractUnknown", "x");

    var refusal = assertThrows(ApiException.class, () -> section().check(item));

    assertEquals(422, refusal.status());
    assertEquals("validation_error", refusal.code());
  }

  @Test
  void rejectsMalformedItemsWith422() {
    var tenant = imported();
    for (var good : items()) {
      for (var item : MalformedTransferSectionItems.of(good)) {
        used()
            .refusalByCheck(item)
            .ifPresentOrElse(
                refusal -> assertEquals(422, refusal.status(), item::toString),
                () -> used().refusalByPut(tenant, item));
      }
    }
  }

  @Test
  void acceptsItemOnceItsReferenceExists() {
    var tenant = TestBuilders.aTenant("contract-unready-" + ++tenants).build();
    items().forEach(item -> used().refusalByPut(tenant, item));
    prepare(tenant);

    items().forEach(item -> put(tenant, item));

    assertEquals(TransferSectionItems.byKey(items(), section().key()), export(tenant));
  }

  @Test
  void returnsSecretAtMostOnce() {
    var tenant = tenant();
    var secrets = secrets(tenant);
    for (var item : items()) {
      var told = put(tenant, item).values();
      var again = put(tenant, item).values();
      told.forEach(secret -> assertFalse(again.contains(secret), "the secret is shown again"));
      told.forEach(secret -> assertFalse(shown(tenant).contains(secret.toString())));
    }
    secrets.forEach(secret -> assertFalse(shown(tenant).contains(secret), "a secret is shown"));
  }

  @Test
  void declaresValidAreaAndKey() {
    assertTrue(section().area().matches("[a-z]+(-[a-z]+)*"), section().area());
    assertTrue(section().key().matches("[a-z][A-Za-z0-9_]*"), section().key());
  }

  private TenantContext tenant() {
    var tenant = TestBuilders.aTenant("contract-" + ++tenants).build();
    prepare(tenant);
    return tenant;
  }

  private TenantContext imported() {
    var tenant = tenant();
    items().forEach(item -> put(tenant, item));
    return tenant;
  }

  private TenantTransferSectionHarness used() {
    return new TenantTransferSectionHarness(section());
  }

  private List<Map<String, Object>> export(TenantContext tenant) {
    return used().export(tenant);
  }

  private Map<String, Object> put(TenantContext tenant, Map<String, Object> item) {
    return used().put(tenant, item);
  }

  private String shown(TenantContext tenant) {
    return section().export(tenant).toString();
  }
}
