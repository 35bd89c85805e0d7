/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Creates and signs an access token of typical size with ES256 and the native provider, without
 * HTTP and database.
 */
@State(Scope.Thread)
public class SignatureLimit {
  private JWSSigner signer;
  private JWSHeader header;

  @Setup
  public void makeKey() throws JOSEException {
    var key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    signer = new ECDSASigner(key);
    signer.getJCAContext().setProvider(AmazonCorrettoCryptoProvider.INSTANCE);
    header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID("k")
            .build();
  }

  @Benchmark
  public String accessToken() throws JOSEException {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("http://127.0.0.1:8080/t/bench/api/v1")
            .subject("cli_01JD0000000000000000000000")
            .audience("http://127.0.0.1:8080/t/bench/api/v1")
            .claim("client_id", "cli_01JD0000000000000000000000")
            .claim("scope", "reports.read")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(3600)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    var token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }
}
