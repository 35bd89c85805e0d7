/** Authorization server metadata: exactly what is installed. */
package org.lumoauth.oauth.server.metadata;
