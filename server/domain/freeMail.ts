/** Mail hosts that serve everybody: an address there says nothing about a company. */
export const FREE_MAIL: ReadonlySet<string> = new Set(
  `aol.com bluewin.ch free.fr fastmail.com gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hotmail.co.uk hotmail.com
  hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com laposte.net libero.it live.com live.co.uk live.nl mac.com mail.com
  mail.ru me.com msn.com naver.com o2.pl onet.pl orange.fr outlook.com outlook.de outlook.es outlook.fr pm.me posteo.de proton.me
  protonmail.ch protonmail.com qq.com rediffmail.com seznam.cz sina.com t-online.de telia.com tutanota.com tuta.io web.de wp.pl 126.com
  163.com yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com
  zoho.com`.split(/\s+/),
)
