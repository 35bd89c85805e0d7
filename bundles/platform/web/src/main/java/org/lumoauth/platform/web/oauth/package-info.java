/** Common parts of OAuth endpoints. */
@Export
@Version("1.0.0")
package org.lumoauth.platform.web.oauth;

