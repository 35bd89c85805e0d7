/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

/** The version of a row. While the versions of a tenant's rows are unchanged, so are its keys. */
record SigningKeyRowVersion(String kid, int version) {}
