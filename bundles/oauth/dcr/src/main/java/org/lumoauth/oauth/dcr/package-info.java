/** Dynamic client registration and its management. */
package org.lumoauth.oauth.dcr;
