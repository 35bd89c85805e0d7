/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Function;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.authz.openfga.FgaErrorMapping;

/** Writes objects as lines of JSON, slice by slice. */
final class FgaObjectStreamWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResultSlice<ObjectRef> first;
  private final Function<String, ResultSlice<ObjectRef>> more;

  FgaObjectStreamWriter(
      ResultSlice<ObjectRef> first, Function<String, ResultSlice<ObjectRef>> more) {
    this.first = first;
    this.more = more;
  }

  void writeTo(OutputStream out) throws IOException {
    ResultSlice<ObjectRef> slice = first;
    while (true) {
      for (ObjectRef each : slice.items()) {
        line(out, Map.of("result", Map.of("object", each.toString())));
      }
      out.flush();
      if (slice.next().isEmpty()) {
        tellIfCut(out, slice);
        return;
      }
      try {
        slice = more.apply(slice.next().get());
      } catch (RelationException e) {
        line(out, Map.of("error", FgaErrorMapping.LIST.of(e).body()));
        return;
      }
    }
  }

  private static void tellIfCut(OutputStream out, ResultSlice<ObjectRef> last) throws IOException {
    if (!last.complete()) {
      line(
          out,
          Map.of(
              "error",
              Map.of("code", "resource_exhausted", "message", "There may be further objects.")));
    }
  }

  private static void line(OutputStream out, Object value) throws IOException {
    out.write(JSON.writeValueAsBytes(value));
    out.write('\n');
  }
}
