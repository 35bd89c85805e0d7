package org.lumoauth.oauth.clientauth.tls;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.oauth.client-auth-tls.cfg}. */
@ObjectClassDefinition(name = "LumoAuth client authentication by TLS")
public @interface TlsConfig {

  /** The pid. */
  String PID = "org.lumoauth.oauth.client-auth-tls";

  @AttributeDefinition(
      description =
          "A file with the certificates, in PEM, of the authorities whose client certificates"
              + " tls_client_auth takes; empty: none are taken.")
  String trustedAuthorities() default "";
}
