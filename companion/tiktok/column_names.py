"""What people and small scripts call TikTok's figures, in the languages in which TikTok's own tools speak."""

import re
import unicodedata
from functools import lru_cache

_VIEWS = (
    *("views", "view", "view count", "views count", "play count", "plays", "plays count", "play", "total views"),
    *("video views", "video view count", "video play count", "total plays", "n views", "n plays", "vid nview"),
    *("number of views", "num views", "num plays", "views total", "video playcount", "watch count"),
    *("aufrufe", "videoaufrufe", "aufrufe gesamt", "gesamtaufrufe", "wiedergaben", "ansichten"),
    *("vues", "nombre de vues", "vues totales", "total des vues", "vues de la vidéo", "nb vues"),
    *("visualizaciones", "reproducciones", "vistas", "visualizaciones totales", "total de visualizaciones"),
    *("reproducciones totales", "total de reproducciones", "visualizaciones de vídeo"),
    *("visualizações", "visualizações totais", "total de visualizações", "exibições", "visualizações do vídeo"),
    *("visualizzazioni", "visualizzazioni totali", "totale visualizzazioni", "visualizzazioni del video"),
    *("weergaven", "totaal aantal weergaven", "wyświetlenia", "łączna liczba wyświetleń"),
    *("görüntülenme", "görüntülenmeler", "görüntülenme sayısı", "toplam görüntülenme", "izlenme"),
    *("izlenme sayısı", "video görüntüleme", "toplam görüntüleme"),
    *("просмотры", "просмотров", "количество просмотров", "всего просмотров", "просмотры видео"),
    *("перегляди", "кількість переглядів"),
    *("lượt xem", "số lượt xem", "tổng lượt xem", "lượt xem video", "tổng số lượt xem"),
    *("tayangan", "jumlah tayangan", "total tayangan", "penayangan", "total penayangan", "jumlah penayangan"),
    *("tayangan video", "tontonan", "jumlah tontonan"),
    *("ยอดดู", "ยอดวิว", "จำนวนการดู", "การดู", "ยอดเข้าชม", "จำนวนการเข้าชม", "ยอดรับชม"),
    *("再生数", "再生回数", "視聴回数", "動画視聴数", "総視聴回数", "合計視聴回数", "総再生回数"),
    *("조회수", "총 조회수", "재생수", "조회 수", "총 조회 수"),
    *("播放量", "播放数", "播放次数", "播放數", "播放次數", "观看次数", "观看量", "總觀看次數", "觀看次數"),
    *("浏览量", "总播放量", "视频播放量", "总观看次数"),
    *("المشاهدات", "مشاهدات", "عدد المشاهدات", "إجمالي المشاهدات", "مرات المشاهدة", "إجمالي مرات المشاهدة"),
)
_LIKES = (
    *("likes", "like", "like count", "likes count", "digg count", "diggs", "digg", "total likes", "total like"),
    *("video likes", "video like count", "video digg count", "n likes", "vid nlike", "number of likes"),
    *("num likes", "likes total", "hearts"),
    *("gefällt mir", "gefällt mir angaben", "likes gesamt", "gesamtlikes"),
    *("j'aime", "mentions j'aime", "total des j'aime", "nombre de likes", "nb likes", "nombre de j'aime"),
    *("me gusta", "total de me gusta", "me gusta totales", "cantidad de me gusta"),
    *("curtidas", "total de curtidas", "curtidas totais", "gostos", "total de gostos"),
    *("mi piace", "totale mi piace", "mi piace totali", "vind-ik-leuks", "polubienia"),
    *("beğeni", "beğeniler", "beğeni sayısı", "toplam beğeni", "toplam beğeniler"),
    *("лайки", "лайков", "количество лайков", "всего лайков", "отметки нравится", "отметки «нравится»"),
    *("вподобайки", "кількість лайків"),
    *("lượt thích", "số lượt thích", "tổng lượt thích", "tổng số lượt thích", "thích"),
    *("suka", "jumlah suka", "total suka", "disukai", "tanda suka"),
    *("ถูกใจ", "ยอดถูกใจ", "จำนวนการถูกใจ", "การกดถูกใจ", "ยอดไลก์", "ยอดไลค์"),
    *("いいね", "いいね数", "いいね！", "いいね！数", "総いいね数", "合計いいね数"),
    *("좋아요", "좋아요 수", "총 좋아요", "총 좋아요 수"),
    *("点赞", "点赞数", "点赞量", "点赞次数", "總按讚數", "按讚數", "點讚數", "讚", "赞", "喜欢", "总点赞数"),
    *("喜歡", "讚數"),
    *("الإعجابات", "إعجابات", "عدد الإعجابات", "إجمالي الإعجابات", "تسجيلات الإعجاب", "إجمالي تسجيلات الإعجاب"),
)
_COMMENTS = (
    *("comment count", "comments count", "total comments", "n comments", "n comment", "vid ncomment"),
    *("number of comments", "num comments", "video comments", "video comment count", "comments total"),
    *("comments", "comment"),
    *("kommentare", "kommentare gesamt", "commentaires", "nombre de commentaires", "total des commentaires"),
    *("nb commentaires", "comentarios", "total de comentarios", "comentarios totales", "comentários"),
    *("total de comentários", "comentários totais", "commenti", "commenti totali", "totale commenti"),
    *("opmerkingen", "reacties", "komentarze", "yorum", "yorumlar", "yorum sayısı", "toplam yorum"),
    *("toplam yorumlar", "комментарии", "комментариев", "количество комментариев", "всего комментариев"),
    *("коментарі", "bình luận", "số bình luận", "lượt bình luận", "tổng bình luận", "tổng số bình luận"),
    *("số lượt bình luận", "komentar", "jumlah komentar", "total komentar", "komen"),
    *("ความคิดเห็น", "จำนวนความคิดเห็น", "ยอดคอมเมนต์", "คอมเมนต์"),
    *("コメント", "コメント数", "総コメント数", "合計コメント数", "댓글", "댓글 수", "총 댓글", "총 댓글 수"),
    *("评论", "评论数", "评论量", "评论次数", "留言", "留言數", "總留言數", "評論數", "評論", "总评论数"),
    *("التعليقات", "تعليقات", "عدد التعليقات", "إجمالي التعليقات"),
)
_SHARES = (
    *("shares", "share", "share count", "shares count", "total shares", "toatal shares", "n shares", "vid nshare"),
    *("number of shares", "num shares", "video shares", "video share count", "shares total"),
    *("geteilt", "geteilte inhalte", "teilungen", "shares gesamt", "partages", "nombre de partages"),
    *("total des partages", "nb partages", "compartidos", "veces compartido", "total de veces compartido"),
    *("compartilhamentos", "total de compartilhamentos", "partilhas", "condivisioni", "condivisioni totali"),
    *("udostępnienia", "paylaşım", "paylaşımlar", "paylaşım sayısı", "toplam paylaşım", "репосты", "поделились"),
    *("количество репостов", "поширення", "chia sẻ", "lượt chia sẻ", "số lượt chia sẻ", "tổng lượt chia sẻ"),
    *("bagikan", "dibagikan", "jumlah dibagikan", "total dibagikan", "berbagi", "jumlah bagikan"),
    *("แชร์", "การแชร์", "จำนวนการแชร์", "ยอดแชร์", "シェア", "シェア数", "総シェア数", "合計シェア数"),
    *("공유", "공유 수", "총 공유", "총 공유 수", "分享", "分享数", "分享量", "分享次数", "分享數", "總分享數"),
    *("转发", "转发数", "转发量", "مشاركات", "المشاركات", "عدد المشاركات", "إجمالي المشاركات"),
)
_SAVES = (
    *("collect count", "saves", "save", "save count", "saves count", "saved", "bookmarks", "bookmark count"),
    *("bookmarks count", "favorites", "favourites", "favorites count", "favourites count", "total favorites"),
    *("add to favorites", "added to favorites", "vid nsave", "collects", "video collect count", "total saves"),
    *("total bookmarks", "n saves", "favorite count", "collection count"),
    *("favoriten", "gespeichert", "favoris", "enregistrements", "ajouts aux favoris", "guardados", "favoritos"),
    *("salvamentos", "salvos", "salvataggi", "preferiti", "kaydetme", "kaydetmeler", "favoriler"),
    *("сохранения", "избранное", "lượt lưu", "số lượt lưu", "yêu thích", "simpan", "disimpan", "favorit"),
    *("บันทึก", "รายการโปรด", "保存数", "保存", "お気に入り", "저장", "저장 수", "즐겨찾기"),
    *("收藏", "收藏数", "收藏量", "收藏次数", "收藏數", "المحفوظات", "المفضلة"),
)
_CAPTION = (
    *("description", "desc", "video description", "caption", "video caption", "vid caption", "post text", "text"),
    *("body", "content", "video title", "title", "video desc"),
    *("beschreibung", "titel", "videotitel", "titre", "titre de la vidéo", "légende", "título", "descripción"),
    *("título del vídeo", "título del video", "descrição", "legenda", "título do vídeo", "titolo", "descrizione"),
    *("titolo del video", "başlık", "açıklama", "video başlığı", "описание", "название", "заголовок"),
    *("название видео", "mô tả", "tiêu đề", "tiêu đề video", "deskripsi", "judul", "judul video"),
    *("คำบรรยาย", "ชื่อวิดีโอ", "説明", "タイトル", "動画タイトル", "キャプション", "설명", "제목"),
    *("동영상 제목", "描述", "标题", "標題", "视频标题", "影片標題", "视频描述", "文案", "الوصف", "العنوان"),
    *("عنوان الفيديو",),
)
_VIDEO_ID = (
    *("video id", "aweme id", "post id", "item id", "vid id", "tiktok id", "id video", "media id", "content id"),
    *(
        "embed product id",
        "thread id",
        "id",
        "vid",
        "id del video",
        "id do vídeo",
        "id видео",
        "動画id",
        "视频id",
        "影片id",
    ),
    *("동영상 id", "معرف الفيديو"),
)
_HANDLE = (
    *("author unique id", "unique id", "author username", "user unique id", "username", "user name", "handle"),
    *("author handle", "creator handle", "creator username", "channel username", "profile username"),
    *("tiktok username", "tiktok handle", "screen name", "user handle", "account username", "user"),
    *("author", "account", "account id", "account name", "creator", "channel", "owner", "uploader", "profile"),
    *("influencer", "author name", "tiktoker name", "real name", "author id", "user id", "name"),
    *("benutzername", "nom d'utilisateur", "créateur", "auteur", "nombre de usuario", "usuario", "creador"),
    *("nome de usuário", "usuário", "criador", "autor", "nome utente", "autore", "kullanıcı adı"),
    *("имя пользователя", "автор", "tên người dùng", "tác giả", "nama pengguna", "akun", "ชื่อผู้ใช้"),
    *("ユーザー名", "사용자 이름", "用户名", "作者", "账号", "達人", "达人", "اسم المستخدم"),
)
_NAME = (
    *("nickname", "nick name", "author nickname", "user nickname", "display name", "author display name"),
    *("full name", "author full name", "author fullname", "creator name", "channel name", "profile name"),
    *("author name", "tiktok name", "name", "昵称", "暱稱", "ニックネーム", "닉네임"),
)
_AUTHOR_ID = ("author id", "user id", "uid", "author uid", "profile id", "creator id", "id usuário", "userid")
_SEC_UID = ("sec uid", "author sec uid", "author sec id", "secu id", "sec user id")
_FOLLOWERS = (
    *("follower count", "followers count", "followers", "author followers", "author follower count"),
    *("author followers count", "user followers", "user follower count", "user nfollower", "profile followers"),
    *("account followers", "creator followers", "channel followers", "total followers", "fans", "fan count"),
    *("fans count", "subscribers", "subscribers count", "subscriber count", "author fans", "num followers"),
    *("follower", "number of followers", "follower gesamt", "abonnés", "nombre d'abonnés", "seguidores"),
    *("seguaci", "takipçi", "takipçi sayısı", "подписчики", "количество подписчиков", "người theo dõi"),
    *("số người theo dõi", "pengikut", "jumlah pengikut", "ผู้ติดตาม", "フォロワー", "フォロワー数"),
    *("팔로워", "팔로워 수", "粉丝", "粉丝数", "粉丝量", "粉絲數", "المتابعون", "المتابعين"),
)
_FOLLOWING = (
    *("following count", "following", "followings", "author following", "author following count"),
    *("user following", "profile following", "account following", "total following", "followings count"),
    *("abonnements", "siguiendo", "seguindo", "seguiti", "takip edilen", "подписки", "đang theo dõi"),
    *("mengikuti", "フォロー中", "팔로잉", "关注", "关注数", "關注數"),
)
_HEARTS = (
    *("heart count", "hearts count", "total hearts", "author heart count", "user heart count"),
    *("account heart count", "profile likes", "profile heart count", "author total likes", "account likes"),
    *("total favorited", "author heart", "获赞数", "获赞"),
)
_VIDEOS = (
    *("video count", "videos count", "author video count", "user video count", "account video count"),
    *("author videos", "total videos", "posts count", "post count", "number of videos", "aweme count"),
    *("作品数", "视频数", "videos"),
)
_HASHTAGS = (
    *("hashtags", "hashtag", "tags", "vid hashtags", "video hashtags", "hashtag names", "challenges"),
    *("hash tags", "hashtags list", "话题", "标签", "ハッシュタグ", "해시태그", "хештеги", "хэштеги"),
)
_CREATED = (
    *("create time", "create time iso", "created at", "video timestamp", "created at ts", "create timestamp"),
    *("timestamp", "uploaded at", "posted at", "published at", "publish time", "post time", "vid post time"),
    *("video time", "created", "create date", "date posted", "date", "upload date", "publish date"),
)
_COLLECTED = (
    *("timestamp collected", "collected at", "scraped at", "scrape time", "vid scrape time", "fetch time"),
    *("fetched at", "crawled at", "crawl time", "retrieved at", "date collected"),
)
_DURATION = ("duration", "video duration", "vid duration", "duration sec", "duration seconds", "video length")
_ABOUT = {
    "verified": ("verified", "is verified", "author verified", "user verified", "author is verified"),
    "bio": ("bio", "biography", "signature", "author signature", "bio description"),
    "sound_id": ("music id", "sound id"),
    "sound_title": ("music title", "music name", "sound title", "sound name", "musique", "музыка", "音乐"),
    "original": ("music original", "music originality", "is original sound", "original sound"),
    "is_ad": ("is ad", "is ads"),
    "pinned": ("is pinned", "pinned", "is pinned item"),
    "photo": ("is slideshow", "is photo"),
}
_COMMENT_OWN = (
    *("cid", "comment id", "comment text", "reply id", "reply to", "parent comment id", "reply comment total"),
    *("comment like count", "comment likes", "comment author", "reply count", "comment digg count"),
    *("replies", "is comment on comment", "comment url", "post body", "is liked by post author"),
    *("comment language", "commenter", "commenter username", "comment body", "comment user"),
)

_ALIASES: dict[str, tuple[str, ...]] = {
    "views": _VIEWS,
    "likes": _LIKES,
    "comments": _COMMENTS,
    "shares": _SHARES,
    "saves": _SAVES,
    "caption": _CAPTION,
    "video_id": _VIDEO_ID,
    "handle": _HANDLE,
    "name": _NAME,
    "author_id": _AUTHOR_ID,
    "sec_uid": _SEC_UID,
    "followers": _FOLLOWERS,
    "following": _FOLLOWING,
    "hearts": _HEARTS,
    "videos": _VIDEOS,
    "hashtags": _HASHTAGS,
    "created": _CREATED,
    "collected": _COLLECTED,
    "duration": _DURATION,
    "of_comment": _COMMENT_OWN,
    **_ABOUT,
}
"""Meaning to the names that it goes by, the one that is believed most first."""

ACCOUNT_PARTS = (
    *("authordetailsinfo", "authorstatsv2", "authorstats", "authormeta", "authorinfo", "author"),
    *("userstats", "userinfo", "user", "profileinfo", "profile", "channel", "creator", "owner", "account"),
    *("influencer",),
)
"""Parts of a record that describe the account."""
VIDEO_PARTS = (
    *("videodetailsinfo", "videodetails", "videostats", "videoinfo", "videometrics", "statsv2", "stats"),
    *("statistics", "metrics", "counts", "engagement", "insights", "analytics", "performance", "video", "post"),
    *("item",),
)
"""Parts of a record that describe the video."""


_OF_ACCOUNTS = {
    **{name: name for name in ("handle", "name", "sec_uid", "followers", "following", "hearts", "videos")},
    **{name: name for name in ("verified", "bio")},
    "video_id": "author_id",
}
_OF_VIDEOS = {name: name for name in ("views", "likes", "comments", "shares", "saves", "duration", "created")}
_COUNTS = ("views", "likes", "comments", "shares", "saves", "followers", "following", "hearts", "videos")
_CODE = re.compile(r"^[A-Za-z]\d{1,3}[a-z]?[_ .-]")


def plain(name: str) -> str:
    """A column's name without case, accents, spaces and punctuation: "ID Vidéo" and "id_video" are one."""
    folded = unicodedata.normalize("NFKD", name[:80].casefold().replace("đ", "d").replace("ı", "i"))
    return "".join(each for each in folded if each.isalnum())


def _table() -> dict[str, tuple[tuple[str, int], ...]]:
    table: dict[str, list[tuple[str, int]]] = {}
    for meaning, names in _ALIASES.items():
        for rank, name in enumerate(names):
            meanings = table.setdefault(plain(name), [])
            if meaning not in (known for known, _ in meanings):
                meanings.append((meaning, rank))
    return {name: tuple(meanings) for name, meanings in table.items()}


_MEANINGS = _table()


@lru_cache(maxsize=4096)
def meanings(name: str) -> tuple[tuple[str, int], ...]:
    """What a column may hold: its meanings, each with the name's rank among those of that meaning.

    A name may begin with the part that it is flattened from ("stats_playCount") or with a number of a codebook
    ("M4_like_count"), or with "TikTok".
    """
    bare = plain(name)
    known = _MEANINGS.get(bare) or _MEANINGS.get(plain(_CODE.sub("", name)))
    return known or _MEANINGS.get(bare.removeprefix("tiktok")) or _flattened(bare)


def is_count(name: str) -> bool:
    """Whether a column holds one of the counts of a video or an account."""
    return any(meaning in _COUNTS for meaning, _ in meanings(name))


def _flattened(name: str) -> tuple[tuple[str, int], ...]:
    for parts, allowed in ((ACCOUNT_PARTS, _OF_ACCOUNTS), (VIDEO_PARTS, _OF_VIDEOS)):
        part = next((each for each in parts if name.startswith(each)), None)
        if part is not None:
            inner = _MEANINGS.get(name.removeprefix(part), ())
            return tuple((allowed[meaning], rank) for meaning, rank in inner if meaning in allowed)
    return ()
