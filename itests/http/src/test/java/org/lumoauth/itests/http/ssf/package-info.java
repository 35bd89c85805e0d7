/** Tests of shared signals. */
package org.lumoauth.itests.http.ssf;
