/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Defines the settings of {@code etc/org.lumoauth.oauth.clientauth.tls.cfg}. */
@ObjectClassDefinition(name = "LumoAuth client authentication by TLS")
public @interface TlsClientAuthConfig {

  /**
   * The PID. It has no hyphen, because in a file name a hyphen begins the name of a factory
   * instance.
   */
  String PID = "org.lumoauth.oauth.clientauth.tls";

  @AttributeDefinition(
      description =
          "A PEM file with the certificate authorities that tls_client_auth trusts "
              + "for client"
              + " certificates. If empty, no client certificates are accepted.")
  String trustedAuthorities() default "";

  @AttributeDefinition(
      description =
          "The base URL for clients with certificates, if it differs from the "
              + "server's base URL, for example"
              + " https://mtls.example.com:8443. It is published as mtls_endpoint_aliases.")
  String certificateBaseUrl() default "";
}
