package org.lumoauth.oauth.server.metadata;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.oauth.server.cfg}. */
@ObjectClassDefinition(name = "LumoAuth authorization server metadata")
public @interface ServerMetadataConfig {

  /** The pid; without a hyphen, which would begin the name of one of several in a file's name. */
  String PID = "org.lumoauth.oauth.server";

  @AttributeDefinition(
      description =
          "Where developers of applications read how this server is used, as"
              + " https://developers.example.com/sign-in; the metadata of every tenant then has"
              + " service_documentation. Empty: none.")
  String serviceDocumentation() default "";
}
