package org.lumoauth.oauth.richauthorization.schema;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import java.io.FileNotFoundException;

/**
 * Gives the dialect's own schemas out of the library, whoever's thread it is, and nothing else:
 * what asks for more fails before anything is fetched.
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
        throw new FileNotFoundException("no schema of the dialect");
      }
      return stream;
    };
  }
}
