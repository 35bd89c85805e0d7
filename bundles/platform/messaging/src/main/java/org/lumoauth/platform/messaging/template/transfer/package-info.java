/** Templates of tenants' messages in the document that a tenant is exported to. */
package org.lumoauth.platform.messaging.template.transfer;
