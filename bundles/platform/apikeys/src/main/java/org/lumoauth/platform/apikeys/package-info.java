/** API keys of tenants and the operator's bootstrap key. */
package org.lumoauth.platform.apikeys;
