/** Tests of delegation and token exchange. */
package org.lumoauth.itests.http.delegation;
