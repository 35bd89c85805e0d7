/** Bodies of OpenFGA's HTTP API, and how they become questions and back. */
package org.lumoauth.authz.openfga.wire;
