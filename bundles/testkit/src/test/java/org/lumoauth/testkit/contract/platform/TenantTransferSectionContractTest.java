/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.contract.ContractVerdict;

class TenantTransferSectionContractTest {

  @Test
  void acceptsCompliantSection() {
    ContractVerdict.holds(Good.class);
  }

  @Test
  void detectsSectionIgnoringTenant() {
    ContractVerdict.breaks(Shared.class, "doesNotChangeOtherTenants");
  }

  @Test
  void detectsSectionExportingBuiltInItems() {
    ContractVerdict.breaks(
        BuiltIn.class,
        "exportsNothingOfAnEmptyTenant",
        "exportsImportedItemsInKeyOrder",
        "changesOneItemAndKeepsTheOthers",
        "doesNotChangeOtherTenants",
        "checkChangesNothing",
        "acceptsItemOnceItsReferenceExists");
  }

  @Test
  void detectsUnorderedExport() {
    ContractVerdict.breaks(
        Unordered.class,
        "exportsItemsOneByOne",
        "exportsImportedItemsInKeyOrder",
        "changesOneItemAndKeepsTheOthers",
        "acceptsItemOnceItsReferenceExists");
  }

  @Test
  void detectsSectionLosingMember() {
    ContractVerdict.breaks(
        Lossy.class,
        "exportsImportedItemsInKeyOrder",
        "changesOneItemAndKeepsTheOthers",
        "acceptsItemOnceItsReferenceExists");
  }

  @Test
  void detectsSectionExportingServerGeneratedId() {
    ContractVerdict.breaks(
        Numbering.class,
        "exportsItemsOneByOne",
        "exportsImportedItemsInKeyOrder",
        "importsItsOwnExportWithoutChange",
        "importsExportIntoAnotherTenant",
        "changesOneItemAndKeepsTheOthers",
        "doesNotChangeOtherTenants",
        "acceptsItemOnceItsReferenceExists");
  }

  @Test
  void detectsSectionCreatingItemInsteadOfUpdating() {
    ContractVerdict.breaks(
        Adding.class, "importsItsOwnExportWithoutChange", "changesOneItemAndKeepsTheOthers");
  }

  @Test
  void detectsSectionMergingWholeValueMembers() {
    ContractVerdict.breaks(Mixing.class, "changesOneItemAndKeepsTheOthers");
  }

  @Test
  void detectsSectionChangingDataInDryRun() {
    ContractVerdict.breaks(Hasty.class, "checkChangesNothing");
  }

  @Test
  void detectsSectionModifyingInputItem() {
    ContractVerdict.breaks(Consuming.class, "doesNotModifyItemArgument");
  }

  @Test
  void detectsSectionAcceptingUnknownMembers() {
    ContractVerdict.breaks(Generous.class, "rejectsUnknownMembers");
  }

  @Test
  void detectsSectionFailingOnUnexpectedValueTypes() {
    ContractVerdict.breaks(Trusting.class, "rejectsMalformedItemsWith422");
  }

  @Test
  void detectsSectionWithPartialImport() {
    ContractVerdict.breaks(HalfMade.class, "acceptsItemOnceItsReferenceExists");
  }

  @Test
  void detectsSectionExportingSecret() {
    ContractVerdict.breaks(Talkative.class, "returnsSecretAtMostOnce");
  }

  @Test
  void detectsSectionReturningSecretTwice() {
    ContractVerdict.breaks(Repeating.class, "returnsSecretAtMostOnce");
  }

  @Test
  void detectsSectionWithInvalidArea() {
    ContractVerdict.breaks(Nowhere.class, "declaresValidAreaAndKey");
  }

  /** Things on shelves, by tenant; a thing stands in a room that another module keeps. */
  static class Good extends TenantTransferSectionContract implements TenantTransferSection {
    private static final Set<String> MEMBERS = Set.of("name", "size", "room", "labels");
    final Map<String, Map<String, Map<String, Object>>> kept = new HashMap<>();
    final Set<String> rooms = new HashSet<>();

    @Override
    protected TenantTransferSection section() {
      return this;
    }

    @Override
    protected void prepare(TenantContext tenant) {
      rooms.add(tenant.id());
    }

    @Override
    protected List<Map<String, Object>> items() {
      return List.of(
          Map.of("name", "oval", "size", 3, "room", "hall", "labels", Map.of("en", "Oval")),
          Map.of("name", "Cube", "size", 1, "room", "hall", "labels", Map.of("en", "Cube")),
          Map.of("name", "cone", "size", 2, "room", "hall", "labels", Map.of()));
    }

    @Override
    protected Map<String, Object> changed() {
      return Map.of("name", "oval", "size", 4, "room", "hall", "labels", Map.of("de", "Ei"));
    }

    @Override
    public Set<String> atomicMembers() {
      return Set.of("labels");
    }

    @Override
    public int order() {
      return 10;
    }

    @Override
    public String area() {
      return "shelves";
    }

    @Override
    public String key() {
      return "name";
    }

    Map<String, Map<String, Object>> of(TenantContext tenant) {
      return kept.computeIfAbsent(tenant.id(), any -> new TreeMap<>());
    }

    @Override
    public List<Map<String, Object>> export(TenantContext tenant) {
      return of(tenant).values().stream().map(this::shown).toList();
    }

    Map<String, Object> shown(Map<String, Object> item) {
      var shown = new LinkedHashMap<>(item);
      shown.remove("secret");
      return shown;
    }

    @Override
    public void check(Map<String, Object> item) {
      if (!MEMBERS.containsAll(item.keySet())) {
        throw ApiException.invalid("name", "There is no such member.");
      }
      if (!(item.get("name") instanceof String name) || name.isBlank()) {
        throw ApiException.invalid("name", "name is text.");
      }
      if (!(item.get("size") instanceof Integer)) {
        throw ApiException.invalid("size", "size is a number.");
      }
      if (!(item.get("labels") instanceof Map<?, ?> labels)
          || !labels.values().stream().allMatch(String.class::isInstance)) {
        throw ApiException.invalid("labels", "labels are texts.");
      }
    }

    @Override
    public Map<String, Object> put(
        TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
      if (!rooms.contains(tenant.id()) || !"hall".equals(item.get("room"))) {
        throw ApiException.invalid("room", "There is no such room.");
      }
      var secret = "secret-of-" + item.get("name");
      var whole = new LinkedHashMap<>(item);
      whole.put("secret", secret);
      of(tenant).put((String) item.get("name"), whole);
      return exists ? Map.of() : Map.of("secret", secret);
    }
  }

  static class Shared extends Good {
    @Override
    Map<String, Map<String, Object>> of(TenantContext tenant) {
      return kept.computeIfAbsent("all", any -> new TreeMap<>());
    }
  }

  static class BuiltIn extends Good {
    @Override
    Map<String, Map<String, Object>> of(TenantContext tenant) {
      var items = super.of(tenant);
      items.put("ball", Map.of("name", "ball", "size", 1, "room", "hall", "labels", Map.of()));
      return items;
    }
  }

  static class Unordered extends Good {
    @Override
    Map<String, Map<String, Object>> of(TenantContext tenant) {
      return kept.computeIfAbsent(tenant.id(), any -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }
  }

  static class Lossy extends Good {
    @Override
    Map<String, Object> shown(Map<String, Object> item) {
      var shown = super.shown(item);
      shown.put("labels", Map.of());
      return shown;
    }
  }

  static class Numbering extends Good {
    private int last;

    @Override
    Map<String, Object> shown(Map<String, Object> item) {
      var shown = super.shown(item);
      shown.put("id", ++last);
      return shown;
    }
  }

  static class Adding extends Good {
    @Override
    public Map<String, Object> put(
        TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
      var another = new LinkedHashMap<>(item);
      if (exists) {
        another.put("name", item.get("name") + " (2)");
      }
      return super.put(tenant, another, exists, by);
    }
  }

  static class Mixing extends Good {
    @Override
    public Set<String> atomicMembers() {
      return Set.of();
    }
  }

  static class Hasty extends Good {
    private TenantContext latest;

    @Override
    protected void prepare(TenantContext tenant) {
      super.prepare(tenant);
      latest = tenant;
    }

    @Override
    public void check(Map<String, Object> item) {
      super.check(item);
      if (latest != null) {
        of(latest).putIfAbsent((String) item.get("name"), item);
      }
    }
  }

  static class Consuming extends Good {
    @Override
    public Map<String, Object> put(
        TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
      var told = super.put(tenant, item, exists, by);
      item.remove("labels");
      return told;
    }
  }

  static class Generous extends Good {
    @Override
    public void check(Map<String, Object> item) {
      var known = new LinkedHashMap<>(item);
      known.remove("contractUnknown");
      super.check(known);
    }
  }

  static class Trusting extends Good {
    @Override
    public void check(Map<String, Object> item) {
      super.check(item);
      int unused = ((String) item.get("room")).length();
    }
  }

  static class HalfMade extends Good {
    @Override
    public Map<String, Object> put(
        TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
      if (exists && !of(tenant).get(item.get("name")).containsKey("secret")) {
        throw ApiException.duplicate("It is there, but for its room.");
      }
      of(tenant).putIfAbsent((String) item.get("name"), new LinkedHashMap<>(item));
      return super.put(tenant, item, exists, by);
    }
  }

  static class Talkative extends Good {
    @Override
    protected List<Map<String, Object>> items() {
      var items = new ArrayList<Map<String, Object>>();
      for (var item : super.items()) {
        var labelled = new LinkedHashMap<>(item);
        labelled.put("labels", Map.of("en", "secret-of-" + item.get("name")));
        items.add(labelled);
      }
      return items;
    }
  }

  static class Repeating extends Good {
    @Override
    public Map<String, Object> put(
        TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
      return super.put(tenant, item, false, by);
    }
  }

  static class Nowhere extends Good {
    @Override
    public String area() {
      return "My Shelves";
    }
  }
}
