/** IP addresses, outbound URLs and redirect URIs. */
@Export
@Version("1.0.0")
package org.lumoauth.platform.web.address;

