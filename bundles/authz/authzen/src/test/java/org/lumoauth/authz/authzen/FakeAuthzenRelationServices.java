/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationCheckResult;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationQueryService.RelationBatchCheckItem;
import org.lumoauth.api.relation.RelationQueryService.RelationBatchCheckOutcome;
import org.lumoauth.api.relation.RelationStoreMetadata;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelVersion;

/** Relations that return what a test sets, and record the requested relation. */
public final class FakeAuthzenRelationServices {

  public final List<String> asked = new ArrayList<>();
  public ResultSlice<RelationSubject> subjects =
      new ResultSlice<>(List.of(), true, Optional.empty());
  public ResultSlice<ObjectRef> objects = new ResultSlice<>(List.of(), true, Optional.empty());
  public RelationException failure;

  RelationServiceLookup install(RelationServiceLookup relations) {
    relations.queries = fake(RelationQueryService.class);
    relations.stores = fake(RelationStoreService.class);
    relations.models = fake(RelationModelService.class);
    return relations;
  }

  private <T> T fake(Class<T> contract) {
    return contract.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "defaultStore" ->
                      new RelationStoreMetadata(
                          "sto_1", "standard", true, Instant.EPOCH, Instant.EPOCH);
                  case "findCurrent" -> Optional.of(model());
                  case "listSubjects" -> {
                    asked.add((String) arguments[3]);
                    fail();
                    yield new RelationQueryService.RelationSubjectList(subjects, List.of());
                  }
                  case "listObjects" -> {
                    asked.add((String) arguments[3]);
                    fail();
                    yield objects;
                  }
                  case "checkAll" ->
                      ((List<?>) arguments[2])
                          .stream()
                              .map(each -> outcome(((RelationBatchCheckItem) each).question()))
                              .toList();
                  default -> throw new UnsupportedOperationException(method.getName());
                }));
  }

  /** As the lists say: a wildcard is everybody. */
  private RelationBatchCheckOutcome outcome(TupleKey question) {
    boolean allowed =
        subjects.items().contains(question.subject())
            || subjects.items().contains(RelationSubject.of(question.subject().type(), "*"))
            || objects.items().contains(question.object());
    return new RelationBatchCheckOutcome(
        Optional.of(new RelationCheckResult(allowed, "rmo_1", "token", Optional.empty())),
        Optional.empty());
  }

  private void fail() {
    if (failure != null) {
      throw failure;
    }
  }

  private static RelationModelVersion model() {
    var json =
        """
        {"type_definitions":[{"type":"user"},{"type":"document","relations":{"viewer":{},
         "owner":{},"can_read":{}}}]}""";
    var source =
        RelationModelSourceFiles.of(RelationModelSourceFiles.ModelLanguage.OPENFGA_JSON, json);
    return new RelationModelVersion("rmo_1", "sto_1", json, source, true, false, Instant.EPOCH);
  }
}
