/**
 * OpenFGA's HTTP API for the relations of a tenant, at {@code ~/openfga/stores}: bodies, defaults,
 * limits and errors follow its published API, so that its SDKs work unmodified.
 *
 * @see <a href="https://openfga.dev/api/service">OpenFGA API reference</a>
 */
package org.lumoauth.authz.openfga;
