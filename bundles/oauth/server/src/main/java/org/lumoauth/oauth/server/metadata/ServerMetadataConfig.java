/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.metadata;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Defines the settings of {@code etc/org.lumoauth.oauth.server.cfg}. */
@ObjectClassDefinition(name = "LumoAuth authorization server metadata")
public @interface ServerMetadataConfig {

  /**
   * The PID. It has no hyphen, because in a file name a hyphen begins the name of a factory
   * instance.
   */
  String PID = "org.lumoauth.oauth.server";

  @AttributeDefinition(
      description =
          "The URL of the documentation for application developers, for example"
              + " https://developers.example.com/sign-in. It is published as "
              + "service_documentation in"
              + " the metadata of every tenant. If empty, the member is omitted.")
  String serviceDocumentation() default "";
}
