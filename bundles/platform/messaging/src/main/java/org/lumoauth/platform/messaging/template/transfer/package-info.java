/** Message templates in the tenant export document. */
package org.lumoauth.platform.messaging.template.transfer;
