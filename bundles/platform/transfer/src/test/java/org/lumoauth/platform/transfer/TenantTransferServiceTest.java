/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class TenantTransferServiceTest {
  private static final TenantContext ACME = TestBuilders.aTenant("acme").build();
  private static final AuditInitiator SOMEBODY = AuditInitiator.server("test");

  private final Shelf colours = new Shelf("colours", 20);
  private final Shelf shapes = new Shelf("shapes", 10);
  private final FakeAuditLog audit = new FakeAuditLog();
  private final TenantTransferService transfer =
      new TenantTransferService(
          new FakeProviderRegistry()
              .with(TenantTransferSection.class, "colours", colours)
              .with(TenantTransferSection.class, "shapes", shapes),
          audit);

  private static Map<String, Object> document(Map<String, Object> sections) {
    Map<String, Object> document = TenantDocument.head("acme");
    document.putAll(sections);
    return document;
  }

  private Map<String, Object> exported(Set<String> sections) {
    var out = new ByteArrayOutputStream();
    try {
      transfer.export(ACME, sections, SOMEBODY).writeTo(out);
      return new ObjectMapper().readValue(out.toByteArray(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<TransferDifference> apply(Map<String, Object> sections, boolean dryRun) {
    return transfer.apply(ACME, document(sections), dryRun, SOMEBODY);
  }

  private ApiException refused(Map<String, Object> sections) {
    return assertThrows(ApiException.class, () -> apply(sections, false));
  }

  @Test
  void exportsEverySection() {
    shapes.items.put("round", Map.of("name", "round"));

    var document = exported(Set.of());

    assertEquals(
        Map.of(
            "format",
            "lumoauth-tenant",
            "version",
            1,
            "tenant",
            "acme",
            "colours",
            List.of(),
            "shapes",
            List.of(Map.of("name", "round"))),
        document);
  }

  @Test
  void exportsOnlyRequestedSections() {
    assertFalse(exported(Set.of("shapes")).containsKey("colours"));
  }

  @Test
  void exportsOnRequestSectionsOnlyIfRequested() {
    colours.onRequest = true;

    assertFalse(exported(Set.of()).containsKey("colours"));
    assertTrue(exported(Set.of("colours")).containsKey("colours"));
  }

  @Test
  void importsItsOwnExportWithoutDifferences() {
    shapes.items.put("round", Map.of("name", "round", "corners", 0L, "in", List.of("b", "a")));
    var document = exported(Set.of());

    assertEquals(List.of(), transfer.apply(ACME, document, false, SOMEBODY));
  }

  @Test
  void comparesInfiniteNumbers() {
    shapes.items.put("round", Map.of("name", "round", "corners", 0L, "size", 1.5));
    Map<String, Object> sent =
        Map.of("name", "round", "corners", 0, "size", Double.POSITIVE_INFINITY); // 1e400 in JSON

    assertEquals(1, apply(Map.of("shapes", List.of(sent)), true).size());
  }

  @Test
  void comparesNumbersIndependentOfType() {
    shapes.items.put(
        "round", Map.of("name", "round", "corners", 0L, "size", new BigDecimal("0.5")));
    Map<String, Object> sent = Map.of("name", "round", "corners", 0, "size", 0.50);

    assertEquals(List.of(), apply(Map.of("shapes", List.of(sent)), false));
  }

  @Test
  void dryRunReportsDifferencesWithoutChanges() {
    shapes.items.put("round", Map.of("name", "round", "corners", 1));

    var found =
        apply(
            Map.of(
                "shapes", List.of(Map.of("name", "round", "corners", 0), Map.of("name", "oval"))),
            true);

    assertEquals(
        List.of(
            new TransferDifference(
                "shapes",
                "round",
                "update",
                Map.of("corners", Map.of("old", 1, "new", 0)),
                Map.of()),
            new TransferDifference(
                "shapes", "oval", "create", Map.of("name", Map.of("new", "oval")), Map.of())),
        found);
    assertEquals(Set.of("round"), shapes.items.keySet());
  }

  @Test
  void preservesMembersAndItemsMissingFromDocument() {
    shapes.items.put("round", Map.of("name", "round", "corners", 1, "text", "O"));
    shapes.items.put("square", Map.of("name", "square"));

    apply(Map.of("shapes", List.of(Map.of("name", "round", "corners", 0))), false);

    assertEquals(Map.of("name", "round", "corners", 0, "text", "O"), shapes.items.get("round"));
    assertEquals(Set.of("round", "square"), shapes.items.keySet());
  }

  @Test
  void preservesNestedMembersMissingFromDocument() {
    shapes.items.put("round", Map.of("name", "round", "words", Map.of("en", "O", "de", "Null")));

    apply(Map.of("shapes", List.of(Map.of("name", "round", "words", Map.of("en", "Ring")))), false);

    assertEquals(Map.of("en", "Ring", "de", "Null"), shapes.items.get("round").get("words"));
  }

  @Test
  void replacesWholeValueMembers() {
    shapes.items.put("round", Map.of("name", "round", "rule", Map.of("all", List.of("a"))));
    Map<String, Object> sections =
        Map.of("shapes", List.of(Map.of("name", "round", "rule", Map.of("any", List.of("b")))));

    apply(sections, false);

    assertEquals(Map.of("any", List.of("b")), shapes.items.get("round").get("rule"));
    assertEquals(List.of(), apply(sections, false));
  }

  @Test
  void isIdempotent() {
    Map<String, Object> sections = Map.of("shapes", List.of(Map.of("name", "oval")));
    apply(sections, false);

    assertEquals(List.of(), apply(sections, false));
  }

  @Test
  void importsInTheOrderOfTheSections() {
    var found =
        apply(
            Map.of(
                "colours", List.of(Map.of("name", "red")),
                "shapes", List.of(Map.of("name", "oval"))),
            false);

    assertEquals(
        List.of("shapes", "colours"), found.stream().map(TransferDifference::section).toList());
  }

  @Test
  void returnsIssuedSecretsOnce() {
    var found = apply(Map.of("shapes", List.of(Map.of("name", "oval"))), false);

    assertEquals(Map.of("secret", "of oval"), found.get(0).issued());
  }

  @Test
  void changesNothingIfAnyItemIsMalformed() {
    var refusal =
        refused(
            Map.of(
                "shapes", List.of(Map.of("name", "oval")),
                "colours", List.of(Map.of("name", "bad"))));

    assertEquals("colours", refusal.details().get("section"));
    assertEquals("bad", refusal.details().get("key"));
    assertEquals(Set.of(), shapes.items.keySet());
  }

  @Test
  void dryRunRejectsSameReferencesAsImport() {
    Map<String, Object> sections =
        Map.of("colours", List.of(Map.of("name", "red", "of", "triangle")));

    var dry = assertThrows(ApiException.class, () -> apply(sections, true));
    var real = assertThrows(ApiException.class, () -> apply(sections, false));

    assertEquals(real.getMessage(), dry.getMessage());
    assertEquals(real.details(), dry.details());
    assertEquals(real.status(), dry.status());
  }

  @Test
  void dryRunResolvesItemsCreatedBySameImport() {
    var found =
        apply(
            Map.of(
                "colours", List.of(Map.of("name", "red", "of", "triangle")),
                "shapes", List.of(Map.of("name", "triangle"))),
            true);

    assertEquals(2, found.size());
  }

  @Test
  void rejectsDuplicateKey() {
    assertEquals(
        422,
        refused(Map.of("shapes", List.of(Map.of("name", "oval"), Map.of("name", "oval"))))
            .status());
  }

  @Test
  void rejectsConflictingItemsBeforeAnyChange() {
    var refusal =
        refused(
            Map.of(
                "shapes", List.of(Map.of("name", "oval")),
                "colours", List.of(Map.of("name", "red"), Map.of("name", "Red"))));

    assertEquals(422, refusal.status());
    assertEquals("colours", refusal.details().get("section"));
    assertEquals("Red", refusal.details().get("key"));
    assertEquals(Set.of(), shapes.items.keySet());
  }

  @Test
  void rejectsUnknownSection() {
    assertEquals(422, refused(Map.of("smells", List.of())).status());
  }

  @Test
  void rejectsInvalidDocument() {
    assertThrows(
        ApiException.class,
        () -> transfer.apply(ACME, Map.of("shapes", List.of()), true, SOMEBODY));
    assertThrows(
        ApiException.class,
        () ->
            transfer.apply(
                ACME, Map.of("format", "lumoauth-tenant", "version", 2), true, SOMEBODY));
  }

  @Test
  void auditsImportsButNotDryRuns() {
    apply(Map.of(), true);
    apply(Map.of(), false);

    assertEquals(List.of("tenant.imported"), audit.actions(ACME.id()));
  }

  /** A section of things that have names. */
  private final class Shelf implements TenantTransferSection {
    private final Map<String, Map<String, Object>> items = new HashMap<>();
    private final String area;
    private final int order;
    private boolean onRequest;

    Shelf(String area, int order) {
      this.area = area;
      this.order = order;
    }

    @Override
    public int order() {
      return order;
    }

    @Override
    public String area() {
      return area;
    }

    @Override
    public boolean isExportedOnRequestOnly() {
      return onRequest;
    }

    @Override
    public String key() {
      return "name";
    }

    @Override
    public Set<String> atomicMembers() {
      return Set.of("rule");
    }

    @Override
    public List<Map<String, Object>> export(TenantContext tenant) {
      return List.copyOf(items.values());
    }

    @Override
    public void check(Map<String, Object> item) {
      if (item.get("name").equals("bad")) {
        throw ApiException.invalid("name", "bad is no name.");
      }
    }

    @Override
    public Optional<String> findConflictingKey(TenantContext tenant, Set<String> keys) {
      return keys.stream()
          .filter(key -> !key.equals(key.toLowerCase(Locale.ROOT)))
          .filter(key -> keys.contains(key.toLowerCase(Locale.ROOT)))
          .findFirst();
    }

    @Override
    public void checkReferences(
        TenantContext tenant, Map<String, Object> item, PlannedImportItemLookup plan) {
      if (item.get("of") instanceof String shape && !plan.creates("shapes", shape)) {
        requireShape(shape);
      }
    }

    private void requireShape(String shape) {
      if (!shapes.items.containsKey(shape)) {
        throw ApiException.invalid("of", "There is no shape " + shape + ".");
      }
    }

    @Override
    public Map<String, Object> put(
        TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
      if (item.get("of") instanceof String shape) {
        requireShape(shape);
      }
      items.put((String) item.get("name"), item);
      return exists ? Map.of() : Map.of("secret", "of " + item.get("name"));
    }
  }
}
