/** Authorization server metadata, limited to the installed modules. */
package org.lumoauth.oauth.server.metadata;
