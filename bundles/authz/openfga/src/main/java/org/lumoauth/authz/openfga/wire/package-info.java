/** The bodies of OpenFGA's HTTP API and their conversion. */
package org.lumoauth.authz.openfga.wire;
