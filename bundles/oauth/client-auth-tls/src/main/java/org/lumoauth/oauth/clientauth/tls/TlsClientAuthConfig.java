package org.lumoauth.oauth.clientauth.tls;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.oauth.clientauth.tls.cfg}. */
@ObjectClassDefinition(name = "LumoAuth client authentication by TLS")
public @interface TlsClientAuthConfig {

  /** The pid; without a hyphen, which would begin the name of one of several in a file's name. */
  String PID = "org.lumoauth.oauth.clientauth.tls";

  @AttributeDefinition(
      description =
          "A file with the certificates, in PEM, of the authorities whose client certificates"
              + " tls_client_auth takes; empty: none are taken.")
  String trustedAuthorities() default "";

  @AttributeDefinition(
      description =
          "Where clients with certificates come in if that is elsewhere than the base URL, as"
              + " https://mtls.example.com:8443; the metadata then has mtls_endpoint_aliases.")
  String certificateBaseUrl() default "";
}
