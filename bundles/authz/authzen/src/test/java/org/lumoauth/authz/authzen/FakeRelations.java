package org.lumoauth.authz.authzen;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.ModelSource;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationAnswer;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationModels;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationQueries.Outcome;
import org.lumoauth.api.relation.RelationQueries.Single;
import org.lumoauth.api.relation.RelationStore;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.StoredModel;
import org.lumoauth.api.relation.TupleKey;

/** Relations that give what a test says, and remember the relation that was asked for. */
final class FakeRelations {

  final List<String> asked = new ArrayList<>();
  Slice<RelationSubject> subjects = new Slice<>(List.of(), true, Optional.empty());
  Slice<ObjectRef> objects = new Slice<>(List.of(), true, Optional.empty());
  RelationException failure;

  Relations install(Relations relations) {
    relations.queries = fake(RelationQueries.class);
    relations.stores = fake(RelationStores.class);
    relations.models = fake(RelationModels.class);
    return relations;
  }

  private <T> T fake(Class<T> contract) {
    return contract.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "standard" ->
                      new RelationStore("sto_1", "standard", true, Instant.EPOCH, Instant.EPOCH);
                  case "current" -> Optional.of(model());
                  case "listSubjects" -> {
                    asked.add((String) arguments[3]);
                    fail();
                    yield new RelationQueries.Subjects(subjects, List.of());
                  }
                  case "listObjects" -> {
                    asked.add((String) arguments[3]);
                    fail();
                    yield objects;
                  }
                  case "checkAll" ->
                      ((List<?>) arguments[2])
                          .stream().map(each -> outcome(((Single) each).question())).toList();
                  default -> throw new UnsupportedOperationException(method.getName());
                }));
  }

  /** As the lists say: a wildcard is everybody. */
  private Outcome outcome(TupleKey question) {
    boolean allowed =
        subjects.items().contains(question.subject())
            || subjects.items().contains(RelationSubject.of(question.subject().type(), "*"))
            || objects.items().contains(question.object());
    return new Outcome(
        Optional.of(new RelationAnswer(allowed, "rmo_1", "token", Optional.empty())),
        Optional.empty());
  }

  private void fail() {
    if (failure != null) {
      throw failure;
    }
  }

  private static StoredModel model() {
    var json =
        "{\"type_definitions\":[{\"type\":\"user\"},"
            + "{\"type\":\"document\",\"relations\":{\"viewer\":{},\"owner\":{},\"can_read\":{}}}]}";
    var source = ModelSource.of(ModelSource.Language.OPENFGA_JSON, json);
    return new StoredModel("rmo_1", "sto_1", json, source, true, false, Instant.EPOCH);
  }
}
