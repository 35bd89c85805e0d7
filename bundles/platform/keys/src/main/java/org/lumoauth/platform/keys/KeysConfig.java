package org.lumoauth.platform.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.platform.keys.cfg}. */
@ObjectClassDefinition(
    name = "LumoAuth keys",
    description = "Master key, password hashing and signing keys.")
public @interface KeysConfig {

  /** The pid. */
  String PID = "org.lumoauth.platform.keys";

  @AttributeDefinition(
      name = "Master key file",
      description =
          "Where the master key is. The environment variable LUMOAUTH_MASTER_KEY_FILE wins; empty"
              + " means master.key in the data folder, made at the first start.")
  String masterKeyFile() default "";

  @AttributeDefinition(
      name = "Overlap of signing keys in seconds",
      description =
          "How long a rotated key still verifies: the longest lifetime of any token that it signed.")
  long signingKeyOverlapSeconds() default 2_592_000;

  @AttributeDefinition(
      name = "Overlap of encryption keys in seconds",
      description =
          "How long a rotated key still opens what others encrypted to it: longer than they cache"
              + " the key set.")
  long encryptionKeyOverlapSeconds() default 86_400;

  @AttributeDefinition(
      name = "Seconds for which key sets may be cached",
      description =
          "The max-age of jwks.json. A next key is to be published for longer than that before it"
              + " becomes current.")
  long jwksMaxAgeSeconds() default 3_600;

  @AttributeDefinition(
      name = "Tenants with decoded keys in memory",
      description = "Keys of further tenants are read and decrypted again when they are needed.")
  int cachedTenants() default 10_000;

  @AttributeDefinition(
      name = "Cryptography provider",
      description =
          "auto: Amazon Corretto Crypto Provider and native Argon2id where their libraries load, else"
              + " the JDK and Bouncy Castle. jdk: nothing native.",
      options = {})
  String cryptoProvider() default "auto";

  @AttributeDefinition(
      name = "Argon2id memory in KiB",
      description = "Memory of one password hash.")
  int argon2MemoryKib() default 19_456;

  @AttributeDefinition(name = "Argon2id passes", description = "Passes over the memory.")
  int argon2Passes() default 2;

  @AttributeDefinition(
      name = "Password hashes at once",
      description = "Bounds memory and CPU under a flood of logins; 0 means one for each CPU.")
  int passwordHashesAtOnce() default 0;
}
