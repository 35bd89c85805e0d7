/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.web.ApiException;

class TupleBatchBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANNE =
      "{'object':'document:plan','relation':'owner','subject':'user:anne'}";

  @Test
  void readsWritesDeletesAndPreconditions() throws IOException {
    var change =
        read("""
            {'writes':[%s],'deletes':[%s],'preconditions':[{'filter':{'object_type':'document',
             'subject':'user:bob'},'exists':false}],'on_duplicate':'ignore'}"""
                .formatted(ANNE, ANNE.replace("owner", "viewer")))
            .change(Optional.empty());

    assertEquals("document:plan#owner@user:anne", change.writes().get(0).key().toString());
    assertEquals("document:plan#viewer@user:anne", change.deletes().get(0).toString());
    assertTrue(change.ignoreExisting());
    assertEquals(
        new TupleWriteRequest.TuplePrecondition(
            new TupleFilter(
                Optional.of("document"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("user"),
                Optional.of("bob"),
                Optional.of("")),
            false),
        change.preconditions().get(0));
  }

  @Test
  void treatsEmptyRelationAsNoRelation() throws IOException {
    var change =
        read("""
            {'writes':[%s],'preconditions':[{'filter':{'subject_type':'group',
             'subject_relation':''},'exists':true}]}"""
                .formatted(ANNE))
            .change(Optional.empty());

    var filter = change.preconditions().get(0).filter();

    assertEquals(Optional.of(""), filter.subjectRelation());
    assertEquals(Optional.empty(), filter.subjectId());
  }

  @Test
  void usesIdempotencyKeyOfHeaderAsDefault() throws IOException {
    var body = read("{'writes':[" + ANNE + "]}");
    var named = read("{'writes':[" + ANNE + "],'idempotency_key':'mine'}");

    assertEquals(Optional.of("header"), body.change(Optional.of("header")).idempotencyKey());
    assertEquals(Optional.of("mine"), named.change(Optional.of("header")).idempotencyKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'writes':[]}",
        "{'writes':[null]}",
        "{'writes':[{}]}",
        "{'writes':[%s],'on_duplicate':'replace'}",
        "{'writes':[%s],'preconditions':[{'exists':true}]}",
        "{'writes':[%s],'preconditions':[{'filter':{'object':''},'exists':true}]}",
        "{'writes':[%s],'preconditions':[{'filter':{'relation':''},'exists':true}]}",
        "{'writes':[%s],'preconditions':[{'filter':{'subject_id':''},'exists':true}]}",
        """
        {'writes':[%s],'preconditions':[{'filter':{'object':'document:plan',
         'object_type':'folder'},'exists':true}]}""",
        """
        {'writes':[%s],'preconditions':[{'filter':{'subject':'user:bob',
         'subject_id':'anne'},'exists':true}]}""",
        "{'writes':[{'object':'a:b','relation':'r','subject':'c:d','condition':{}}]}",
        """
        {'writes':[{'object':'a:b','relation':'r','subject':'c:d','condition':{'name':'c',
         'context':{'x':null}}}]}""",
      })
  void rejectsInvalidChanges(String body) throws IOException {
    var read = read(String.format(body, ANNE));

    var problem = assertThrows(ApiException.class, () -> read.change(Optional.empty()));

    assertTrue(problem.status() == 400 || problem.status() == 422, problem.code());
  }

  private static TupleBatchBody read(String body) throws IOException {
    return JSON.readValue(body.replace('\'', '"'), TupleBatchBody.class);
  }
}
