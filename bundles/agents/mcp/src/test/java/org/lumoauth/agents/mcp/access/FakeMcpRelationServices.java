/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.RelationCheckResult;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreMetadata;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.TupleKey;

/** Relations that a test grants. Only the queries of this bundle are answered. */
final class FakeMcpRelationServices {

  private final Set<String> granted = new HashSet<>();

  void grant(String object, SubjectRef subject) {
    granted.add(object + " " + subject.type() + ":" + subject.id());
  }

  RelationStoreService stores() {
    var store = new RelationStoreMetadata("sto_1", "standard", true, Instant.EPOCH, Instant.EPOCH);
    return stub(RelationStoreService.class, "defaultStore", unused -> store);
  }

  RelationQueryService queries() {
    return stub(
        RelationQueryService.class,
        "check",
        arguments -> {
          TupleKey key = (TupleKey) arguments[2];
          boolean allowed =
              key.relation().equals("can_call")
                  && granted.contains(
                      key.object() + " " + key.subject().type() + ":" + key.subject().id());
          return new RelationCheckResult(allowed, "mdl_1", "t", Optional.empty());
        });
  }

  private static <T> T stub(
      Class<T> type, String method, java.util.function.Function<Object[], Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (!called.getName().equals(method)) {
                throw new AssertionError("not asked for: " + called);
              }
              return answer.apply(arguments);
            }));
  }
}
