/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.schema;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import java.io.FileNotFoundException;

/**
 * Loads the dialect's own schemas from the library, independent of the thread's class loader. Other
 * schemas are refused before any request is sent.
 */
final class SchemaDialectLoader implements SchemaLoader {

  private static final String PLACE = "classpath:draft/2020-12/";

  @Override
  public InputStreamSource getSchema(AbsoluteIri address) {
    String name = address.toString();
    return () -> {
      var stream =
          name.startsWith(PLACE)
              ? JsonSchemaFactory.class.getResourceAsStream(name.replace("classpath:", "/"))
              : null;
      if (stream == null) {
        throw new FileNotFoundException("not a schema of the dialect");
      }
      return stream;
    };
  }
}
