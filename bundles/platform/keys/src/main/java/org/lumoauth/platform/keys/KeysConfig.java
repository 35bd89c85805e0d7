/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.platform.keys.cfg}. */
@ObjectClassDefinition(
    name = "LumoAuth keys",
    description = "Master key, password hashing and signing keys")
public @interface KeysConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.keys";

  @AttributeDefinition(
      name = "Master key file",
      description =
          "The master key file. The environment variable LUMOAUTH_MASTER_KEY_FILE "
              + "takes precedence. If empty,"
              + " master.key in the data folder, created at the first start.")
  String masterKeyFile() default "";

  @AttributeDefinition(
      name = "Overlap of signing keys in seconds",
      description =
          "How long a rotated key still verifies signatures: at least the longest "
              + "lifetime of any token signed with it.")
  long signingKeyOverlapSeconds() default 2_592_000;

  @AttributeDefinition(
      name = "Overlap of encryption keys in seconds",
      description =
          "How long a rotated key still decrypts: longer than other parties cache"
              + " the key set.")
  long encryptionKeyOverlapSeconds() default 86_400;

  @AttributeDefinition(
      name = "Cache lifetime of key sets in seconds",
      description =
          "The max-age of jwks.json. A next key must be published for longer than "
              + "that before it"
              + " becomes current.")
  long jwksMaxAgeSeconds() default 3_600;

  @AttributeDefinition(
      name = "Tenants with decoded keys in memory",
      description = "Keys of other tenants are read and decrypted again when needed.")
  int cachedTenants() default 10_000;

  @AttributeDefinition(
      name = "Cryptography provider",
      description =
          "auto: Amazon Corretto Crypto Provider and native Argon2id if their libraries load, otherwise"
              + " the JDK and Bouncy Castle. jdk: no native code.",
      options = {})
  String cryptoProvider() default "auto";

  @AttributeDefinition(
      name = "Argon2id memory in KiB",
      description = "Memory of one password hash in KiB.")
  int argon2MemoryKib() default 19_456;

  @AttributeDefinition(
      name = "Argon2id passes",
      description = "The number of passes over the memory.")
  int argon2Passes() default 2;

  @AttributeDefinition(
      name = "Concurrent password hashes",
      description =
          "Limits memory and CPU use during many concurrent sign-ins. 0 means one " + "per CPU.")
  int passwordHashesAtOnce() default 0;
}
