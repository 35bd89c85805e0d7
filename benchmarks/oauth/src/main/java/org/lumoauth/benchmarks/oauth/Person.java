/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

/**
 * A user who signs in.
 *
 * @param email the login
 */
record Person(String email) {
  static final String PASSWORD = "a long walk on the shore";

  static Person numbered(int number) {
    return new Person("user" + number + "@example.com");
  }
}
