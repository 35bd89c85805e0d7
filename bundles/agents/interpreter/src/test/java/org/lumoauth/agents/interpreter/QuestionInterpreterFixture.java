/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.NaturalLanguageQuestion;
import org.lumoauth.api.agent.QuestionInterpreter.QuestionInterpretation;
import org.lumoauth.api.agent.SentenceEmbedder;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** A question interpreter of a tenant with permissions that a test defines. */
final class QuestionInterpreterFixture {

  final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(QuestionInterpreterSettings.SECTION, new QuestionInterpreterSettings());
  final List<Map<String, Object>> permissions = new ArrayList<>();
  final VocabularyCache vocabularies;
  final HybridQuestionInterpreter interpreter;

  /** Creates a fixture without a language model. */
  QuestionInterpreterFixture() {
    this(new FakeProviderRegistry());
  }

  private QuestionInterpreterFixture(FakeProviderRegistry providers) {
    providers.with(TenantTransferSection.class, "permissions", new Permissions(permissions));
    vocabularies = new VocabularyCache(providers, settings);
    interpreter = new HybridQuestionInterpreter(vocabularies);
  }

  static QuestionInterpreterFixture withModel(SentenceEmbedder model) {
    return new QuestionInterpreterFixture(
        new FakeProviderRegistry().with(SentenceEmbedder.class, "model", model));
  }

  QuestionInterpreterFixture with(String slug, String name, String description) {
    permissions.add(Map.of("slug", slug, "name", name, "description", description));
    return this;
  }

  QuestionInterpreterFixture with(String... slugs) {
    for (String slug : slugs) {
      permissions.add(Map.of("slug", slug));
    }
    return this;
  }

  QuestionInterpretation ask(TenantContext tenant, String text) {
    return ask(tenant, text, Optional.empty());
  }

  QuestionInterpretation ask(TenantContext tenant, String text, Optional<Resource> resource) {
    return interpreter.interpret(
        tenant,
        TestBuilders.anAgentRef(),
        new NaturalLanguageQuestion(text, resource, new HashMap<>()));
  }

  /** The action that Ask would decide; empty if it would decide nothing. */
  static Optional<String> decided(QuestionInterpretation meant) {
    var sure = meant.candidates().stream().filter(each -> each.confidence() >= 0.8).toList();
    return meant.problem().isEmpty() && sure.size() == 1
        ? Optional.of(sure.get(0).action())
        : Optional.empty();
  }

  private record Permissions(List<Map<String, Object>> items) implements TenantTransferSection {
    @Override
    public int order() {
      return 1;
    }

    @Override
    public String area() {
      return "permissions";
    }

    @Override
    public String key() {
      return "slug";
    }

    @Override
    public List<Map<String, Object>> export(TenantContext tenant) {
      return items;
    }

    @Override
    public void check(Map<String, Object> item) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> put(
        TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
      throw new UnsupportedOperationException();
    }
  }
}
